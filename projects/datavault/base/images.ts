import { ImageRepository } from "../../../components/delivery/image-repository";
import { repositoryName, type ImageName } from "../names";
import type { DataVaultPlace } from "./place";
import type { Settings } from "./settings";

/** A repository for each image, with all that it promises: where the image is pushed to. */
export function images(
  { imagesPulledBy }: Pick<Settings, "imagesPulledBy">,
  { stage, ground, accountId, primary }: DataVaultPlace,
) {
  const url = (image: ImageName) =>
    new ImageRepository(
      `${image}-images`,
      {
        repositoryName: repositoryName(stage, image),
        keyArn: ground.keyArns.data,
        pullAccountIds: [accountId, ...imagesPulledBy],
      },
      primary,
    ).url;
  return {
    web: url("web"),
    broker: url("broker"),
    worker: url("worker"),
    migrations: url("migrations"),
    "key-store": url("key-store"),
    "tls-sidecar": url("tls-sidecar"),
    "header-sidecar": url("header-sidecar"),
  } satisfies Record<ImageName, unknown>;
}
