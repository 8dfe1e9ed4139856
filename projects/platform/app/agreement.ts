import * as pulumi from "@pulumi/pulumi";
import type { PlatformGround } from "./place";
import type { Settings } from "./settings";

/** What of platform/base the settings repeat, because it must be known before anything is read. */
type Repeated = Pick<PlatformGround["base"], "zone" | "repositoryUrls">;

/**
 * Sees to it that the settings say of platform/base what it is.
 * @returns the name of the zone, once that is certain
 * @throws (as a failed deployment) with all in which they differ, and what to do
 */
export function agreedZoneName(
  { zone, repositoryUrls }: Repeated,
  settings: Pick<Settings, "zoneName" | "images" | "workers">,
): pulumi.Output<string> {
  return pulumi.all([zone.name, repositoryUrls]).apply(([name, repositories]) => {
    const images = { thumbor: settings.images.image, workers: settings.workers.image } as const;
    const faults = [
      ...(name === settings.zoneName
        ? []
        : [`zoneName is ${settings.zoneName}, but the zone of platform/base is ${name}: give just that`]),
      ...(["thumbor", "workers"] as const)
        .filter((word) => images[word].split("@")[0] !== repositories[word])
        .map(
          (word) =>
            `${word === "thumbor" ? "images" : "workers"}.image is of ${images[word].split("@")[0]}, but the repository of platform/base is ${repositories[word]}: push it there`,
        ),
    ];
    if (faults.length > 0)
      throw new pulumi.RunError(`platform-app: mend Pulumi.${pulumi.getStack()}.yaml: ${faults.join("; ")}`);
    return name;
  });
}
