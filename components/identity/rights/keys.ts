import type { DeployedStage } from "./deployed-stage";
import { ALL, named, words, type Work } from "./work";

const ofKeys = named("kms", () => "key/*");

/** Services that ask KMS in the name of whoever sets them up, as `kms:ViaService` has them. */
const through = (services: readonly string[]) => services.map((service) => `${service}.*.amazonaws.com`);

/**
 * To encrypt with our keys what some services keep: they ask for it in the name of whoever sets it up [AWS: Lambda,
 * Securing environment variables; KMS, How DynamoDB uses AWS KMS; Secrets Manager, Secret encryption].
 */
export const usingKeys = (actions: string, services: readonly string[]): Work => ({
  actions: words(actions),
  on: ofKeys,
  when: { StringLike: { "kms:ViaService": through(services) } },
});

/** To let some services go on using a key by themselves; nobody else is granted one by it. */
export const grantingKeys = (services: readonly string[]): Work => ({
  actions: words("CreateGrant"),
  on: ofKeys,
  when: {
    Bool: { "kms:GrantIsForAWSResource": "true" },
    StringLike: { "kms:ViaService": through(services) },
  },
});

/**
 * To grant one key, to whomever: for a service that asks in the name of its caller, and of whose request KMS does not know
 * that it is a service's [AWS: EKS, Encrypt Kubernetes secrets with KMS]. The key's own policy names who may.
 * @param alias the key's, `alias/…`
 */
export const grantingOneKey = (alias: (at: DeployedStage) => string): Work => ({
  actions: words("CreateGrant"),
  on: ofKeys,
  when: (at) => ({ "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias(at) } }),
});

/**
 * To make keys and change their policies and names. Whose keys they are, each key's own policy says: it refuses all of
 * this but the making to everybody but its custodian.
 * @param aliases names that may be given, `alias/…`
 */
export const keepingKeys = (aliases: (at: DeployedStage) => string | readonly string[]): readonly Work[] => [
  { actions: words("CreateKey"), on: ALL },
  {
    actions: words("EnableKeyRotation PutKeyPolicy TagResource UntagResource UpdateKeyDescription"),
    on: ofKeys,
  },
  { actions: words("CreateAlias DeleteAlias UpdateAlias"), on: named("kms", () => "key/*", aliases) },
];
