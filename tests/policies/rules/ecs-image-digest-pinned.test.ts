import { ecsImageDigestPinned } from "../../../policies/rules/ecs-image-digest-pinned";
import { type Given, type Refused, tryRule, UNKNOWN } from "../try-rule";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const PINNED = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@${DIGEST}`;

function task(containerDefinitions: unknown): Given {
  return { type: "aws:ecs/taskDefinition:TaskDefinition", name: "api", props: { containerDefinitions } };
}

function containers(...images: readonly unknown[]): Given {
  return task(JSON.stringify(images.map((image, index) => ({ name: `c${index}`, image }))));
}

function loose(what: string, given: Given, ...found: readonly string[]): Refused {
  return {
    what,
    given,
    says: found.map((each) => `api: ${each}; expected one that ends in @sha256: and 64 hex digits`),
  };
}

tryRule(ecsImageDigestPinned, {
  remedy:
    "Name the image as NAME@sha256:…, by the digest in the release's manifest or the one that aws ecr describe-images tells for its tag.",
  accepts: [
    { as: "compliant", what: "pinned images", given: containers(PINNED, `nginx:1.27@${DIGEST}`) },
    { as: "near miss", what: "definitions that only the deployment will tell", given: task(UNKNOWN) },
    { as: "near miss", what: "no containers", given: task("[]") },
    {
      as: "not applicable",
      what: "another type",
      given: { ...containers("nginx"), type: "aws:lambda/function:Function" },
    },
  ],
  refuses: [
    loose("a tag", containers("nginx:1.27"), "the image of container c0 is nginx:1.27"),
    loose("a sidecar's tag", containers(PINNED, "nginx"), "the image of container c1 is nginx"),
    loose(
      "a digit too few",
      containers(PINNED.slice(0, -1)),
      `the image of container c0 is ${PINNED.slice(0, -1)}`,
    ),
    loose("a digit too many", containers(`${PINNED}0`), `the image of container c0 is ${PINNED}0`),
    loose(
      "another digest",
      containers(PINNED.replace("sha256", "sha512")),
      `the image of container c0 is ${PINNED.replace("sha256", "sha512")}`,
    ),
    loose(
      "a tag after the digest",
      containers(`${PINNED}:latest`),
      `the image of container c0 is ${PINNED}:latest`,
    ),
    loose(
      "a digit that is none",
      containers(`${PINNED.slice(0, -1)}g`),
      `the image of container c0 is ${PINNED.slice(0, -1)}g`,
    ),
    loose(
      "two lines",
      containers(`${PINNED}\nnginx`),
      `the image of container c0 is a text of ${PINNED.length + 6} characters`,
    ),
    loose("no image", containers(undefined), "the image of container c0 is absent"),
    loose("an image that is a number", containers(1), "the image of container c0 is not a text"),
    loose(
      "an image in two spellings",
      task(`[{"image":"${PINNED}","Image":"nginx"}]`),
      "the image of container 1 is given more than once",
    ),
    loose(
      "a tag in another spelling",
      task('[{"Name":"web","Image":"nginx"}]'),
      "the image of container web is nginx",
    ),
    loose("a container that is a text", task(`["${PINNED}"]`), "the image of container 1 is not an object"),
    loose(
      "an image that is not known in a list that is",
      task([{ name: "web", image: UNKNOWN }]),
      "the image of container web is not known in preview",
    ),
    ...[
      ["definitions that are not JSON", "{", "not JSON"],
      ["definitions that are no list", `{"image":"${PINNED}"}`, "not a list"],
      ["no definitions", undefined, "absent"],
    ].map(([what = "", definitions, found]): Refused => ({
      what,
      given: task(definitions),
      says: [`api: containerDefinitions is ${found}; expected a list of containers, as JSON`],
    })),
  ],
});
