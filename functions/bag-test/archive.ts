import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { pack } from "tar-stream";
import { bagFiles, EXTERNAL_IDENTIFIER, type TestRun } from "./bag";

/** The bag of a run as the unpacker takes it: one folder in a tar.gz; the same bytes for the same run. */
export async function bagArchive(run: TestRun): Promise<Buffer> {
  const tar = pack();
  for (const { path, content } of bagFiles(run))
    tar.entry({ name: `${EXTERNAL_IDENTIFIER}/${path}`, mtime: run.startedAt }, content);
  tar.finalize();
  return promisify(gzip)(await buffer(tar));
}
