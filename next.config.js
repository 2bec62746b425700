import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/_i18n/request.ts');

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  {
    key: 'Content-Security-Policy',
    value: "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
  },
  // The sign-in token stands in a URL.
  { key: 'Referrer-Policy', value: 'same-origin' },
];

/** @type {import('next').NextConfig} */
const config = {
  // A test looks at what a build with secrets around it leaves behind, beside the build in use.
  distDir: process.env.JOUST_BUILD_FOLDER || '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // A build on the user's machine must be short; `npm run types` checks the whole repository.
  // Next.js rewrites the tsconfig it reads, so it gets one of its own.
  typescript: { ignoreBuildErrors: true, tsconfigPath: 'app/tsconfig.json' },
  agentRules: false,
  devIndicators: false,
  serverExternalPackages: [
    'pg',
    '@prisma/client',
    '@prisma/adapter-pg',
    'pino',
    'openai',
    'gpt-tokenizer',
    '@pydantic/genai-prices',
    '@resvg/resvg-js',
  ],
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
  // The page at /sign-in explains; with a token the same address signs in, which only a route handler can.
  rewrites: async () => ({
    beforeFiles: [{ source: '/sign-in', has: [{ type: 'query', key: 'token' }], destination: '/sign-in/accept' }],
    afterFiles: [],
    fallback: [],
  }),
};

export default withNextIntl(config);
