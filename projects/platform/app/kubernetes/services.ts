import type { PodsOf } from "../../../../components/kubernetes/pod-identity";

interface Service {
  readonly pods: PodsOf;
  /** Secrets of platform/base that its pods see as files, by the promises that name them. */
  readonly mounts: readonly "signingSecretName"[];
}

/**
 * The services in the cluster: each has one namespace, one service account, one role in AWS, and one database at most
 * (webservice-and-platform.md P25). How it runs is said by its manifests (`projects/platform/manifests`).
 */
export const services = {
  /** Shows products, and signs the URLs of their images. */
  catalogue: {
    pods: { namespace: "catalogue", serviceAccount: "catalogue" },
    mounts: ["signingSecretName"],
  },
} as const satisfies Readonly<Record<string, Service>>;

export type ServiceWord = keyof typeof services;
export const serviceWords: readonly ["catalogue"] = ["catalogue"];
