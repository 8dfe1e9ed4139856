import { nistSsdf } from "../frameworks";
import { parameters } from "../parameters";
import { list, parsed, read, shown, text, withinAnyCase } from "../reading/value";
import { rule } from "../rule";

const PINNED = /@sha256:[0-9a-f]{64}$/;

export const ecsImageDigestPinned = rule({
  name: "ecs-image-digest-pinned",
  why: "A tag can be moved to another image; a digest names one image for ever",
  level: "mandatory",
  severity: "high",
  framework: nistSsdf("PS.3"),
  remedy: "Take the image's digest from the release's manifest.",
  reads: parameters.pick({}),
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  *resource({ props }) {
    const definitions = read(props, "containerDefinitions");
    // Unknown in a preview while what a container is told is not made yet; `up` judges it before the step.
    if (definitions.kind === "unknown") return;
    const containers = list(parsed(definitions));
    if (containers.kind !== "known") {
      yield {
        found: `containerDefinitions is ${shown(containers)}`,
        expected: "a list of containers, as JSON",
      };
      return;
    }
    for (const [index, container] of containers.value.entries()) {
      const name = withinAnyCase(container, "name");
      const image = text(withinAnyCase(container, "image"));
      if (image.kind !== "known" || !PINNED.test(image.value))
        yield {
          found: `the image of container ${name.kind === "known" ? shown(name) : index + 1} is ${shown(image)}`,
          expected: "one that ends in @sha256: and 64 hex digits",
        };
    }
  },
});
