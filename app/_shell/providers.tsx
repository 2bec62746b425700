'use client';

import { type CSSVariablesResolver, createTheme, type InputWrapperProps, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';

/** Mantine writes explanations smaller than the smallest of our three sizes. */
const SMALL_TEXTS = {
  description: { fontSize: 'var(--small)', lineHeight: 1.45 },
  error: { fontSize: 'var(--small)' },
};

/** Fields that stand side by side line up, however long their explanations are. */
const EXPLAINED_BELOW: InputWrapperProps['inputWrapperOrder'] = ['label', 'input', 'description', 'error'];

const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 3 },
  autoContrast: true,
  respectReducedMotion: true,
  defaultRadius: 'sm',
  fontSizes: { xs: 'var(--small)', sm: 'var(--small)', md: 'var(--normal)', lg: 'var(--normal)', xl: 'var(--large)' },
  components: {
    Radio: { styles: SMALL_TEXTS, defaultProps: { iconColor: 'var(--on-accent)' } },
    Checkbox: { styles: SMALL_TEXTS, defaultProps: { iconColor: 'var(--on-accent)' } },
    InputWrapper: { styles: SMALL_TEXTS, defaultProps: { inputWrapperOrder: EXPLAINED_BELOW } },
  },
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
});

const FROM_TOKENS = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default-border': 'var(--line-strong)',
  // Edges of fields, boxes and circles in light and in dark.
  '--mantine-color-gray-4': 'var(--line-strong)',
  '--mantine-color-dark-4': 'var(--line-strong)',
  // The ground of fields in dark.
  '--mantine-color-dark-6': 'var(--ground)',
  '--mantine-color-default': 'var(--ground)',
  '--mantine-color-default-hover': 'var(--surface)',
  '--mantine-color-indigo-filled': 'var(--accent)',
  '--mantine-color-indigo-filled-hover': 'var(--accent)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

const variables: CSSVariablesResolver = () => ({ variables: {}, light: FROM_TOKENS, dark: FROM_TOKENS });

/** Mantine, drawing with the colours of `tokens.css`. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
