import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ROOT } from "../graph/project";

/** A folder with the sources of a function, and the packages that it may import. */
export function sources(files: Readonly<Record<string, string>>): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-function-")));
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, file), text);
  fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

/** A function with a package, a file of its own, and a client of the AWS SDK. */
export const handlerFiles = {
  "handler.ts": `import { S3Client } from "@aws-sdk/client-s3";
    import { words } from "./words";
    export const handler = async (event: string) => [...words(event), typeof S3Client];`,
  "empty.cjs": `exports.empty = (text) => text === "";`,
  "words.ts": `import * as z from "zod";
    import { empty } from "./empty.cjs";
    export const words = (text: unknown): readonly string[] =>
      z.string().parse(text).split(" ").filter((word) => !empty(word));`,
};
