import * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import type { datavault } from "../contract";
import { imageNames } from "../names";
import type { Settings } from "./settings";

type Base = Pick<Received<typeof datavault.promises>, "hostName" | "repositoryUrls">;

/**
 * Waits until it is certain that the settings say of datavault/base what it is.
 * @throws (as a failed deployment) with all in which they differ, and what to do
 */
export function agreed({ hostName, repositoryUrls }: Base, settings: Settings): pulumi.Output<void> {
  return pulumi.all([hostName, repositoryUrls]).apply(([name, urls]) => {
    const faults = [
      ...(name === settings.hostName
        ? []
        : [`hostName is ${settings.hostName}, but datavault/base is for ${name}: give just that`]),
      ...imageNames
        .filter((image) => settings.images[image].split("@")[0] !== urls[image])
        .map(
          (image) =>
            `images.${image} is ${settings.images[image]}, but the repository of datavault/base is ${urls[image]}: push it there`,
        ),
    ];
    if (faults.length > 0)
      throw new pulumi.RunError(`datavault-app: mend Pulumi.${pulumi.getStack()}.yaml: ${faults.join("; ")}`);
  });
}
