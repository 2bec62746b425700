import { teamScope } from '#lib/access/team-scope.ts';
import type { Database } from '#lib/db/database.ts';
import { deleteUpload, forgottenUploads } from '#lib/db/uploads.ts';
import { removeUploadFiles } from './upload-folder.ts';

/** Removes uploads that nobody has gone on with for a day, with their files. */
export async function tidyUploads(database: Database, home: string): Promise<void> {
  for (const { id, teamId } of await forgottenUploads(database)) {
    const scope = teamScope(teamId);
    await removeUploadFiles({ home, scope, uploadId: id });
    await deleteUpload(database, scope, id);
  }
}
