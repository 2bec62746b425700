import type { NextRequest } from 'next/server';
import { z } from 'zod';
import { JoustError } from '#lib/errors.ts';
import { EXPORT_FORMATS, type ExportFormat, exportFileName, exportFormat } from '#lib/pipeline/export-formats.ts';
import { exportRun } from '#lib/pipeline/export-run.ts';
import { pieceStream } from '../../../_data/piece-stream.ts';
import { findRunOf } from '../../../_data/run.ts';
import { server } from '../../../_data/server.ts';
import { viewer } from '../../../_data/viewer.ts';

export const dynamic = 'force-dynamic';

const formatParameter = z.string().transform((name, context): ExportFormat => {
  const format = exportFormat(name);
  if (format !== null) return format;
  context.addIssue(`one of ${Object.keys(EXPORT_FORMATS).join(', ')}`);
  return z.NEVER;
});

/** A run as a file: `?format=` of `joust export`. */
export async function GET(request: NextRequest, context: { params: Promise<{ number: string }> }): Promise<Response> {
  const asker = await viewer();
  if (!asker) return new Response(null, { status: 401 });
  const run = await findRunOf(asker, (await context.params).number);
  if (!run) return new Response(null, { status: 404 });
  const format = formatParameter.safeParse(request.nextUrl.searchParams.get('format'));
  if (!format.success) return Response.json({ error: formatError(request) }, { status: 400 });
  const headers = {
    'content-type': EXPORT_FORMATS[format.data].mediaType,
    'content-disposition': `attachment; filename="${exportFileName(run, format.data)}"`,
    'cache-control': 'no-store',
  };
  try {
    const pieces = exportRun(server().database, asker.scope, { run, format: format.data });
    return new Response(await pieceStream(pieces), { headers });
  } catch (error) {
    if (error instanceof JoustError) return Response.json({ error: error.report }, { status: 409 });
    throw error;
  }
}

function formatError(request: NextRequest) {
  return {
    code: 'unknown-format',
    expected: `format: one of ${Object.keys(EXPORT_FORMATS).join(', ')}`,
    got: JSON.stringify(request.nextUrl.searchParams.get('format')),
    fix: 'Choose from the menu of the leaderboard page.',
  };
}
