import { nistSsdf } from "../frameworks";
import { parameters } from "../parameters";
import { eachContainer, TASK_DEFINITION } from "../reading/containers";
import { shown, text, withinAnyCase } from "../reading/value";
import { rule } from "../rule";

const PINNED = /@sha256:[0-9a-f]{64}$/;

export const ecsImageDigestPinned = rule({
  name: "ecs-image-digest-pinned",
  why: "A tag can be moved to another image; a digest names one image for ever",
  level: "mandatory",
  severity: "high",
  framework: nistSsdf("PS.3"),
  remedy:
    "Name the image as NAME@sha256:…, by the digest in the release's manifest or the one that aws ecr describe-images tells for its tag.",
  reads: parameters.pick({}),
  types: [TASK_DEFINITION],
  *resource(task) {
    yield* eachContainer(task, function* (container, label) {
      const image = text(withinAnyCase(container, "image"));
      if (image.kind !== "known" || !PINNED.test(image.value))
        yield {
          found: `the image of ${label} is ${shown(image)}`,
          expected: "one that ends in @sha256: and 64 hex digits",
        };
    });
  },
});
