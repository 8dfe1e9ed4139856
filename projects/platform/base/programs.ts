import { mapValues } from "es-toolkit/object";
import * as pulumi from "@pulumi/pulumi";
import { ImageRepository } from "../../../components/delivery/image-repository";
import { CustomerKey } from "../../../components/keys/customer-key";
import { kubernetesKeyAlias, roleArn, roleNames } from "../../../components/names/names";
import { GeneratedSecret } from "../../../components/secrets/generated-secret";
import { repositoryNames, signingSecretName } from "../names";
import type { PlatformPlace } from "./place";

/** Thumbor signs with HMAC-SHA1, and takes a key of any length. */
const SIGNING_KEY_LENGTH = 64;

/** What the platform's programs are run from: their images, the key by which images' URLs are signed, and Kubernetes' own key. */
export function programs({ stage, accountId, ground, primary }: PlatformPlace) {
  const repositories = mapValues(
    repositoryNames(stage),
    (repositoryName, word) =>
      new ImageRepository(
        `images-${word}`,
        { repositoryName, keyArn: ground.keyArns.data, pullAccountIds: [accountId] },
        primary,
      ),
  );
  const signing = new GeneratedSecret(
    "image-signing-key",
    {
      secretName: signingSecretName(stage),
      length: SIGNING_KEY_LENGTH,
      keyArn: ground.keyArns.secrets,
    },
    primary,
  );
  const kubernetesKey = new CustomerKey(
    "kubernetes-key",
    {
      alias: kubernetesKeyAlias(stage),
      description: "Secrets in the cluster of Kubernetes",
      accountId,
      custodianRoleArns: ground.serviceCustodianRoleArns.platform,
      services: [],
      // Whoever makes the cluster could read its secrets as well by letting himself into it.
      grantorRoleArns: [pulumi.output(accountId).apply((id) => roleArn(id, roleNames(stage).platformDeploy))],
    },
    primary,
  );
  return {
    repositoryUrls: mapValues(repositories, ({ url }) => url),
    signingSecretName: signing.secretName,
    kubernetesKeyArn: kubernetesKey.arn,
  };
}
