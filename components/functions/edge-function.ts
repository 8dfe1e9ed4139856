import { memoize } from "es-toolkit/function";
import { buildSync } from "esbuild";

/** Bytes that CloudFront takes [AWS: Quotas on CloudFront Functions, maximum function size]. */
const MOST_BYTES = 10_240;

/**
 * A function's code as CloudFront's own JavaScript takes it: one text with a function `handler`, and neither imports nor
 * exports. What it may be written in is less than Node.js has [AWS: JavaScript runtime 2.0 features].
 * @param entry absolute path of the TypeScript file with the function `handler`, which it does not export
 * @throws when it is longer than CloudFront takes
 */
export const edgeFunctionText = memoize((entry: string): string => {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2017",
    // Nobody in the text calls `handler`: CloudFront does.
    treeShaking: false,
    tsconfigRaw: {},
    logLevel: "silent",
  });
  const text = outputFiles.map((file) => file.text).join("");
  if (Buffer.byteLength(text) > MOST_BYTES)
    throw new Error(
      `${entry}: ${Buffer.byteLength(text)} bytes, and CloudFront takes ${MOST_BYTES}: make it shorter`,
    );
  return text;
});
