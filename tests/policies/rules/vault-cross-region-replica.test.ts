import { vaultCrossRegionReplica } from "../../../policies/rules/vault-cross-region-replica";
import {
  AWAY,
  HOME,
  REGIONS,
  bucket,
  lacks,
  replica,
  replication,
  to,
  toUnknown,
  vault,
} from "../replicated-vaults";
import { replicated } from "../replicated-vaults-accepted";
import { tryRule, UNKNOWN } from "../try-rule";

tryRule(vaultCrossRegionReplica, {
  remedy:
    "Give the vault a BucketReplicationConfig with an enabled rule to a bucket of the same stack in another allowed region, or name a sibling vault that has one in its tag archive:copied-to.",
  accepts: replicated,
  refuses: [
    { what: "a vault alone", given: vault(), config: REGIONS, says: [lacks("primary")] },
    {
      what: "two vaults that S3 fills from one bucket, in one region",
      given: [
        bucket("ingest", HOME, { "archive:role": "staging" }),
        vault(),
        vault("near"),
        replication("ingest", [to("primary"), to("near")]),
      ],
      config: REGIONS,
      says: [lacks("primary"), lacks("near")],
    },
    {
      what: "a vault that S3 fills from a bucket, with none beside it",
      given: [
        bucket("ingest", AWAY, { "archive:role": "staging" }),
        vault(),
        replication("ingest", [to("primary")]),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "a vault beside one that another bucket fills",
      given: [
        bucket("ingest", HOME, { "archive:role": "staging" }),
        bucket("others", HOME, { "archive:role": "staging" }),
        vault(),
        bucket("far", AWAY, {}),
        replication("ingest", [to("primary")]),
        replication("others", [to("far")]),
      ],
      config: REGIONS,
      says: [lacks("primary"), lacks("far", "eu-west-2")],
    },
    {
      what: "a vault whose sibling is filled by a rule that is off",
      given: [
        bucket("ingest", HOME, { "archive:role": "staging" }),
        vault(),
        bucket("far", AWAY, {}),
        replication("ingest", [to("primary"), to("far", "Disabled")]),
      ],
      config: REGIONS,
      says: [lacks("primary"), lacks("far", "eu-west-2")],
    },
    {
      what: "a rule that is off",
      given: [
        vault(),
        bucket("far", AWAY, { "archive:role": "logs" }),
        replication("primary", [to("far", "Disabled")]),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "a rule of which nobody knows whether it is on, and a replica that nothing else fills",
      given: [vault(), replica(), replication("primary", [to("mirror", UNKNOWN)])],
      config: REGIONS,
      says: [lacks("primary"), lacks("mirror", "eu-west-2", "absent", "replica")],
    },
    {
      what: "a replica in the same region",
      given: [vault(), replica("mirror", HOME), replication("primary", [to("mirror")])],
      config: REGIONS,
      says: [lacks("primary"), lacks("mirror", "eu-west-1", "absent", "replica")],
    },
    {
      what: "a replica in a region that is not allowed",
      given: [vault(), replica("mirror", "us-east-1"), replication("primary", [to("mirror")])],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "a bucket that is not in this stack",
      given: [vault(), replica(), replication("primary", [to("other"), to("not-mirror"), to("mirror-2")])],
      config: REGIONS,
      says: [lacks("primary"), lacks("mirror", "eu-west-2", "absent", "replica")],
    },
    {
      what: "a bucket that is not in this stack, as far as a preview knows",
      given: [vault(), replication("primary", [toUnknown])],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "a destination that is no text, or no ARN, or none",
      given: [
        vault(),
        bucket("far", AWAY, { "archive:role": "logs" }),
        replication("primary", [
          { status: "Enabled", destination: { bucket: 7 } },
          { status: "Enabled", destination: { bucket: "far" } },
          { status: "Enabled" },
        ]),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "a destination whose name is not known",
      given: [
        vault(),
        {
          ...bucket("far", AWAY, {}),
          props: { bucket: UNKNOWN, region: AWAY, tags: { "archive:role": "logs" } },
        },
        replication("primary", [to("undefined")]),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "destinations that are only being made, one of them near",
      given: [
        vault(),
        replica(),
        bucket("near", HOME, { "archive:role": "logs" }),
        replication("primary", [toUnknown], { from: { rules: ["mirror", "near"] } }),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "destinations that are only being made, one of them in a region that is not allowed",
      given: [
        vault(),
        replica(),
        bucket("far", "us-east-1", { "archive:role": "logs" }),
        replication("primary", [toUnknown], { from: { rules: ["mirror", "far"] } }),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "rules that are not known",
      given: [
        vault(),
        bucket("far", AWAY, { "archive:role": "logs" }),
        replication("primary", UNKNOWN, { from: { rules: ["far"] } }),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "two replications of one vault, of which nobody knows which will be",
      given: [
        vault(),
        bucket("far", AWAY, { "archive:role": "logs" }),
        replication("primary", [to("far")]),
        replication("primary", [to("far")], { name: "second" }),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "another bucket's replication",
      given: [
        vault(),
        vault("other", { "archive:role": "staging" }),
        bucket("far", AWAY, { "archive:role": "logs" }),
        replication("other", [to("far")]),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "a region that is not known, though its provider's is",
      given: [
        bucket("primary", UNKNOWN, {}, { providerProps: { region: HOME }, from: { region: ["far"] } }),
        bucket("far", AWAY, { "archive:role": "logs" }),
        replication("primary", [to("far")]),
      ],
      config: REGIONS,
      says: [lacks("primary", "not known in preview")],
    },
    {
      what: "a region that neither the bucket nor the provider tells",
      given: [
        bucket("primary", undefined, {}),
        bucket("far", AWAY, { "archive:role": "logs" }),
        replication("primary", [to("far")]),
      ],
      config: REGIONS,
      says: [lacks("primary", "absent")],
    },
    {
      what: "a region that is no text",
      given: [
        bucket("primary", 1, {}, { providerProps: { region: HOME } }),
        bucket("far", AWAY, { "archive:role": "logs" }),
        replication("primary", [to("far")]),
      ],
      config: REGIONS,
      says: [lacks("primary", "not a text")],
    },
    {
      what: "a destination whose region is not known",
      given: [
        vault(),
        bucket("far", undefined, { "archive:role": "logs" }, { providerProps: { region: UNKNOWN } }),
        replication("primary", [to("far")]),
      ],
      config: REGIONS,
      says: [lacks("primary")],
    },
    {
      what: "a sibling that is not copied either",
      given: [vault("primary", { "archive:copied-to": "glacier" }), vault("glacier")],
      config: REGIONS,
      says: [lacks("primary", "eu-west-1", "glacier"), lacks("glacier")],
    },
    {
      what: "a sibling that is no vault",
      given: [
        vault("primary", { "archive:copied-to": "staging" }),
        vault("staging", { "archive:role": "staging" }),
        bucket("far", AWAY, { "archive:role": "logs" }),
        replication("staging", [to("far")]),
      ],
      config: REGIONS,
      says: [lacks("primary", "eu-west-1", "staging")],
    },
    {
      what: "a sibling that is not in this stack",
      given: [
        vault("primary", { "archive:copied-to": "elsewhere" }),
        vault("glacier"),
        replica(),
        replication("glacier", [to("mirror")]),
      ],
      config: REGIONS,
      says: [lacks("primary", "eu-west-1", "elsewhere")],
    },
    {
      what: "a sibling of which the name is not known",
      given: [
        vault("primary", { "archive:copied-to": UNKNOWN }),
        { ...vault("glacier"), props: { region: HOME, tags: { "archive:role": "vault" } } },
        vault("undefined"),
        replica(),
        replication("undefined", [to("mirror")]),
      ],
      config: REGIONS,
      says: [lacks("primary", "eu-west-1", "not known in preview"), lacks("glacier")],
    },
    {
      what: "a replica that a bucket for staging fills",
      given: [
        vault("staging", { "archive:role": "staging" }),
        replica(),
        replication("staging", [to("mirror")]),
      ],
      config: REGIONS,
      says: [lacks("mirror", "eu-west-2", "absent", "replica")],
    },
    {
      what: "a vault that another one is copied to",
      given: [vault(), bucket("glacier", AWAY, {}), replication("primary", [to("glacier")])],
      config: REGIONS,
      says: [lacks("glacier", "eu-west-2")],
    },
    {
      what: "a replica that only another replica is copied to",
      given: [
        vault(),
        replica(),
        replica("second", HOME),
        replication("primary", [to("mirror")]),
        replication("mirror", [to("second")]),
      ],
      config: REGIONS,
      says: [lacks("second", "eu-west-1", "absent", "replica")],
    },
  ],
});
