import { lambdaRuntimeSupported } from "../../../policies/rules/lambda-runtime-supported";
import { lambda } from "../tasks";
import { type Accepted, type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const SUPPORTED = [
  "nodejs22.x",
  "nodejs24.x",
  "python3.13",
  "python3.14",
  "java21",
  "java25",
  "provided.al2023",
];

function fine(what: string, given: Given, as: Accepted["as"] = "near miss"): Accepted {
  return { as, what, given };
}

function refused(what: string, props: object, found: string): Refused {
  return {
    what,
    given: lambda(props),
    says: [`report: runtime is ${found}; expected one of ${SUPPORTED.join(", ")}`],
  };
}

tryRule(lambdaRuntimeSupported, {
  remedy: "Move the function to a runtime of supportedLambdaRuntimes.",
  accepts: [
    ...SUPPORTED.map((runtime) => fine(runtime, lambda({ runtime }), "compliant")),
    {
      ...fine("one of another list", lambda({ runtime: "ruby3.4" })),
      config: { supportedLambdaRuntimes: ["ruby3.4"] },
    },
    fine("an image", lambda({ packageType: "Image", imageUri: UNKNOWN })),
    fine("a layer", { ...lambda({}), type: "aws:lambda/layerVersion:LayerVersion" }, "not applicable"),
  ],
  refuses: [
    refused("a runtime that has ended", { runtime: "nodejs18.x" }, "nodejs18.x"),
    refused("nearly a runtime", { runtime: "nodejs22" }, "nodejs22"),
    refused("a runtime that is not known", { runtime: UNKNOWN }, "not known in preview"),
    refused("no runtime", {}, "absent"),
    refused("no runtime in an archive", { packageType: "Zip" }, "absent"),
    refused("a package that is not known", { packageType: UNKNOWN }, "absent"),
    refused(
      "an old runtime that is called an image",
      { packageType: "Image", runtime: "python3.9" },
      "python3.9",
    ),
    {
      what: "one of another list",
      given: lambda({ runtime: "nodejs24.x" }),
      config: { supportedLambdaRuntimes: ["ruby3.4"] },
      says: ["report: runtime is nodejs24.x; expected one of ruby3.4"],
    },
  ],
});
