import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "../../../components/functions/bundle";
import { ROOT } from "../../graph/project";

describe("the set-up as Lambda runs it", () => {
  it("is one file with the client of OpenSearch, that finds AWS's in the runtime", async () => {
    const archive = bundle(path.join(ROOT, "functions/search-setup/index.ts"));
    assert.ok(archive instanceof pulumi.asset.AssetArchive);
    const file: unknown = Reflect.get(Object(await archive.assets), "index.js");
    assert.ok(file instanceof pulumi.asset.FileAsset);
    const runtime = fs.mkdtempSync(path.join(os.tmpdir(), "strongroom-runtime-"));
    try {
      fs.mkdirSync(path.join(runtime, "node_modules"));
      const clients = path.join(ROOT, "node_modules/@aws-sdk");
      fs.symlinkSync(clients, path.join(runtime, "node_modules/@aws-sdk"));
      fs.copyFileSync(await file.path, path.join(runtime, "index.js"));
      const made: unknown = require(path.join(runtime, "index.js"));
      const handler: unknown = Reflect.get(Object(made), "handler");
      assert.ok(typeof handler === "function");
      await assert.rejects(async () => handler({}, {}), /^Error: the function was called wrongly: /);
    } finally {
      fs.rmSync(runtime, { recursive: true });
    }
  });
});
