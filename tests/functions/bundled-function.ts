import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "../../components/functions/bundle";
import { ROOT } from "../graph/project";

const SDK = "node_modules/@aws-sdk";

export interface BundledFunction {
  /** The function's code in a folder that has nothing beside it but AWS's clients, as Lambda has. */
  readonly file: string;
  /** What it exports as `handler`. */
  handler(): unknown;
  remove(): void;
}

/** A function of `functions/` as it is deployed. */
export async function bundledFunction(name: string): Promise<BundledFunction> {
  const archive = bundle(path.join(ROOT, "functions", name, "index.ts"));
  assert.ok(archive instanceof pulumi.asset.AssetArchive);
  const code: unknown = Reflect.get(Object(await archive.assets), "index.js");
  assert.ok(code instanceof pulumi.asset.FileAsset);
  const runtime = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-runtime-")));
  const clients = fs.readdirSync(path.join(ROOT, SDK)).filter((one) => /^(client|lib)-/.test(one));
  fs.mkdirSync(path.join(runtime, SDK), { recursive: true });
  for (const client of clients) fs.symlinkSync(path.join(ROOT, SDK, client), path.join(runtime, SDK, client));
  const file = path.join(runtime, "index.js");
  fs.copyFileSync(await code.path, file);
  return {
    file,
    handler: (): unknown => Reflect.get(Object(require(file)), "handler"),
    remove: () => fs.rmSync(runtime, { recursive: true }),
  };
}
