import { securityHub } from "../frameworks";
import { parameters } from "../parameters";
import { is, read, shown } from "../reading/value";
import { rule } from "../rule";

export const lambdaRuntimeSupported = rule({
  name: "lambda-runtime-supported",
  why: "Nobody mends the holes of a runtime that AWS has given up",
  level: "mandatory",
  severity: "medium",
  framework: securityHub("Lambda.2"),
  tags: ["CKV_AWS_363"],
  remedy: "Move the function to a runtime of supportedLambdaRuntimes.",
  reads: parameters.pick({ supportedLambdaRuntimes: true }),
  types: ["aws:lambda/function:Function"],
  *resource({ props }, { supportedLambdaRuntimes }) {
    const runtime = read(props, "runtime");
    // An image brings its own.
    if (runtime.kind === "missing" && is(read(props, "packageType"), "Image")) return;
    if (!supportedLambdaRuntimes.some((supported) => is(runtime, supported)))
      yield {
        found: `runtime is ${shown(runtime)}`,
        expected: `one of ${supportedLambdaRuntimes.join(", ")}`,
      };
  },
});
