import * as crypto from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { memoize } from "es-toolkit/function";
import { buildSync } from "esbuild";

/** Node's major version in Lambda, of which NodeFunction makes the runtime's name. */
export const NODE_MAJOR = 24;

/** Where bundles are written: a state then holds a path and a hash, not the text. */
const BUNDLES = path.resolve(__dirname, "../../node_modules/.cache/strongroom-functions");

/**
 * A function's code as Lambda takes it: one file that exports `handler`, with all that it imports but the clients of the AWS SDK,
 * which the runtime has. The same sources give the same bytes, on every machine and from every project.
 * @param entry absolute path of the TypeScript file that exports `handler`
 * @throws when a file or package that it imports is missing, with esbuild's own words
 */
export const bundle = memoize(
  (entry: string): pulumi.asset.Archive => new pulumi.asset.AssetArchive({ "index.js": bundledFile(entry) }),
);

/**
 * The same as CloudWatch Synthetics takes the code of a check [AWS: Packaging your Node.js canary files]. Its Node.js is
 * older than Lambda's newest: a check must do with what it has.
 * @param entry absolute path of the TypeScript file that exports `handler`
 */
export const canaryBundle = memoize(
  (entry: string): pulumi.asset.Archive =>
    new pulumi.asset.AssetArchive({ "nodejs/node_modules/index.js": bundledFile(entry) }),
);

const bundledFile = memoize((entry: string): pulumi.asset.FileAsset => {
  const text = bundledText(entry);
  const folder = path.join(BUNDLES, path.basename(path.dirname(entry)));
  const file = path.join(folder, "index.js");
  fs.mkdirSync(folder, { recursive: true });
  // Two programs may be at it at once: neither may read half of what the other writes.
  const fresh = `${file}.${process.pid}`;
  fs.writeFileSync(fresh, text);
  fs.renameSync(fresh, file);
  // From the project's folder, where programs run: a state then names no folder of the machine.
  const shown = path.relative(process.cwd(), file);
  return new pulumi.asset.FileAsset(shown);
});

/** Of the AWS SDK the clients and what stands on them: whether the rest can be had by name is not promised. */
const IN_THE_RUNTIME = ["@aws-sdk/client-*", "@aws-sdk/lib-*"];

/** The file and function in it that Lambda calls. */
export const HANDLER = "index.handler";

/** Another text for every change of a function's code, for what has to happen after one. */
export const bundleDigest = (entry: string): string =>
  crypto.createHash("sha256").update(bundledText(entry)).digest("hex");

const bundledText = memoize((entry: string): string => {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    target: `node${NODE_MAJOR}`,
    // `require` looks where the runtime keeps its AWS SDK; an import does not.
    format: "cjs",
    external: IN_THE_RUNTIME,
    // Some packages ask where their module is: one file of CommonJS has to be told.
    define: { "import.meta.url": "moduleUrl" },
    banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
    // Paths in the text are relative to the function's own folder, wherever the program runs.
    absWorkingDir: path.dirname(entry),
    tsconfigRaw: {},
    // Small, but with its names, so that a stack trace can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("");
});
