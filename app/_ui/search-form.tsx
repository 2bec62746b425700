import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import styles from './search-form.module.css';

/** A search whose text stands in the address; further fields of the filter as children. */
export function SearchForm(props: {
  path: string;
  label: string;
  search: string;
  isFiltered?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations('words');
  return (
    <search>
      <form className={styles.filter} action={props.path}>
        <label>
          {props.label}
          <input type="search" name="search" defaultValue={props.search} />
        </label>
        {props.children}
        <button type="submit" className="button" data-quiet>
          {t('show')}
        </button>
        {(props.isFiltered ?? props.search !== '') && <Link href={props.path}>{t('showAll')}</Link>}
      </form>
    </search>
  );
}
