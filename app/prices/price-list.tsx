'use client';

import { useTranslations } from 'next-intl';
import type { PriceLine } from '../_data/prices.ts';
import table from '../_ui/table.module.css';
import { Unknown } from '../_ui/unknown.tsx';
import { CostRefusal } from './cost-refusal.tsx';
import { useCosts } from './use-costs.ts';

/** Prices of the team's own, beside the published ones that they stand in for. */
export function PriceList({ prices }: { prices: readonly PriceLine[] }) {
  const t = useTranslations('prices');
  const { pending, answer, send } = useCosts();
  return (
    <section className={table.section} aria-labelledby="own-prices">
      <h2 id="own-prices">{t('own')}</h2>
      <p className={table.soft}>{t('order')}</p>
      <CostRefusal answer={answer} />
      {prices.length > 0 && (
        <div className={table.frame}>
          <table className={table.table} data-cards>
            <thead>
              <tr>
                <th scope="col">{t('model')}</th>
                <th scope="col">{t('endpoint')}</th>
                <th scope="col" data-number>
                  {t('inputPrice')}
                </th>
                <th scope="col" data-number>
                  {t('outputPrice')}
                </th>
                <th scope="col" data-number>
                  {t('published')}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t('remove')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {prices.map((price) => (
                <tr key={`${price.endpoint} ${price.model}`}>
                  <td className={table.name}>{price.model}</td>
                  <td className={table.text} data-label={t('endpoint')}>
                    {price.endpoint}
                  </td>
                  <td data-number data-label={t('inputPrice')}>
                    ${price.inputPrice}
                  </td>
                  <td data-number data-label={t('outputPrice')}>
                    ${price.outputPrice}
                  </td>
                  <td data-number data-label={t('published')}>
                    {price.published ? (
                      `$${price.published.input} / $${price.published.output}`
                    ) : (
                      <Unknown reason={t('notPublished')} />
                    )}
                  </td>
                  <td data-number>
                    <button
                      type="button"
                      className="button"
                      data-quiet
                      disabled={pending}
                      onClick={() => send({ verb: 'remove', endpoint: price.endpoint, model: price.model })}
                    >
                      {t('remove')}
                      <span className="visually-hidden"> {price.model}</span>
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
