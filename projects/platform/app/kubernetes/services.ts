import type { PodsOf } from "../../../../components/kubernetes/pod-identity";

/**
 * The services in the cluster: each has one namespace, one service account, one role in AWS, and one database at most
 * (webservice-and-platform.md P25). How it runs is said by its manifests (`projects/platform/manifests`).
 */
export const services = {
  /** Shows products. */
  catalogue: { namespace: "catalogue", serviceAccount: "catalogue" },
} as const satisfies Readonly<Record<string, PodsOf>>;

export type ServiceWord = keyof typeof services;
export const serviceWords: readonly ["catalogue"] = ["catalogue"];
