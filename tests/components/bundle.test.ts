import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "../../components/functions/bundle";
import { handlerFiles, sources } from "./function-sources";

describe("a function's code", () => {
  let folder: string;
  before(() => {
    folder = sources(handlerFiles);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  async function textOf(entry: string): Promise<string> {
    const archive = bundle(entry);
    assert.ok(archive instanceof pulumi.asset.AssetArchive);
    const assets = await archive.assets;
    assert.deepEqual(Object.keys(assets), ["index.js"]);
    const asset = assets["index.js"];
    assert.ok(asset instanceof pulumi.asset.FileAsset, "a state holds the text of any other");
    return fs.readFileSync(await asset.path, "utf8");
  }

  it("is one file that runs with the AWS SDK of the runtime alone", async () => {
    const text = await textOf(path.join(folder, "handler.ts"));
    fs.writeFileSync(path.join(folder, "index.js"), text);
    const { handler } = require(path.join(folder, "index.js"));
    assert.deepEqual(await handler("two  words"), ["two", "words", "function"]);
    const required = [...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name = ""]) => name);
    assert.deepEqual(required.toSorted(), ["@aws-sdk/client-s3", "node:url"]);
  });

  it("is the same wherever the sources are", async () => {
    const other = sources(handlerFiles);
    assert.equal(await textOf(path.join(other, "handler.ts")), await textOf(path.join(folder, "handler.ts")));
    fs.rmSync(other, { recursive: true });
  });

  it("is refused when something that it imports is missing", () => {
    const broken = sources({ "handler.ts": handlerFiles["handler.ts"] });
    assert.throws(() => bundle(path.join(broken, "handler.ts")), /Could not resolve "\.\/words"/);
    fs.rmSync(broken, { recursive: true });
  });
});
