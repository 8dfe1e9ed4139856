import * as pulumi from "@pulumi/pulumi";
import type { Received } from "../../../components/contract";
import type { ServicePlace } from "../../../components/services/service-place";
import type { foundation } from "../../foundation/contract";
import type { platform } from "../contract";

/** What the app stack stands on. */
export interface PlatformGround {
  readonly stage: string;
  readonly ground: Received<typeof foundation.promises>;
  readonly base: Received<typeof platform.promises>;
  /** Where services of ECS run. */
  readonly services: ServicePlace;
  /** In the stage's primary region. */
  readonly primary: pulumi.ComponentResourceOptions;
}

type Databases = PlatformGround["base"]["databases"];
export type Database = ReturnType<typeof databaseOf>;

/**
 * A database of platform/base by its word.
 * @throws (as a failed deployment) where it has none of that name
 */
export const databaseOf = (databases: Databases, word: string, at: string) =>
  pulumi.output(databases).apply((all) => {
    const found = all[word];
    if (found) return found;
    throw new pulumi.RunError(
      `platform-app: mend Pulumi.${pulumi.getStack()}.yaml: ${at} is ${word}, but platform/base has ${Object.keys(all).join(", ") || "no databases"}`,
    );
  });
