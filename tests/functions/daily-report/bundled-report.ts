import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "../../../components/functions/bundle";
import { ROOT } from "../../graph/project";

export interface BundledReport {
  /** The function's code in a folder that has nothing beside it but AWS's clients, as Lambda has. */
  readonly file: string;
  remove(): void;
}

/** The function as it is deployed. */
export async function bundledReport(): Promise<BundledReport> {
  const archive = bundle(path.join(ROOT, "functions/daily-report/index.ts"));
  assert.ok(archive instanceof pulumi.asset.AssetArchive);
  const code: unknown = Reflect.get(Object(await archive.assets), "index.js");
  assert.ok(code instanceof pulumi.asset.FileAsset);
  const runtime = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-runtime-")));
  fs.mkdirSync(path.join(runtime, "node_modules"));
  fs.symlinkSync(path.join(ROOT, "node_modules/@aws-sdk"), path.join(runtime, "node_modules/@aws-sdk"));
  const file = path.join(runtime, "index.js");
  fs.copyFileSync(await code.path, file);
  return { file, remove: () => fs.rmSync(runtime, { recursive: true }) };
}
