import { estateRule } from "../frameworks";
import { parameters } from "../parameters";
import { eachContainer, TASK_DEFINITION } from "../reading/containers";
import { read, shown, text, type Value, withinAnyCase } from "../reading/value";
import { type Finding, rule } from "../rule";

export const ecsImageTrustedRegistry = rule({
  name: "ecs-image-trusted-registry",
  why: "Whoever owns a registry decides what runs from it",
  level: "mandatory",
  severity: "high",
  framework: estateRule,
  tags: ["supply-chain rule"],
  remedy: "Copy the image into a registry of the stage's trustedRegistries, and name it there.",
  reads: parameters.pick({ trustedRegistries: true }),
  types: [TASK_DEFINITION, "aws:lambda/function:Function"],
  *resource(resource, { trustedRegistries }) {
    if (resource.type === TASK_DEFINITION)
      yield* eachContainer(resource, (container, label) =>
        judge(withinAnyCase(container, "image"), `the image of ${label}`, trustedRegistries),
      );
    else {
      const image = read(resource.props, "imageUri");
      if (image.kind !== "missing") yield* judge(image, "imageUri", trustedRegistries);
    }
  },
});

function* judge(
  given: Value<unknown>,
  place: string,
  trustedRegistries: readonly string[],
): Iterable<Finding> {
  const image = text(given);
  if (image.kind !== "known" || !trustedRegistries.some((registry) => isOf(image.value, registry)))
    yield { found: `${place} is ${shown(image)}`, expected: `one of ${trustedRegistries.join(" or ")}` };
}

/** A registry's name ends at a slash; where a path in it is trusted, that may be the whole name of the image. */
function isOf(image: string, registry: string): boolean {
  const prefix = registry.replace(/\/$/, "");
  const end = prefix.includes("/") ? /^[/:@]/ : /^\//;
  return image.startsWith(prefix) && end.test(image.slice(prefix.length));
}
