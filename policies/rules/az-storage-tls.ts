import { cisAzure } from "../frameworks";
import { parameters } from "../parameters";
import { STORAGE_ACCOUNT } from "../reading/azure";
import { type Choice, settled, unmet } from "../reading/databases";
import { rule } from "../rule";

const WANTED: readonly Choice[] = [
  { path: ["minimumTlsVersion"], oneOf: ["TLS1_2", "TLS1_3"] },
  { path: ["enableHttpsTrafficOnly"], oneOf: [true] },
];

export const azStorageTls = rule({
  name: "az-storage-tls",
  why: "Nothing of the archive travels in the clear, or under a protocol that can be broken",
  level: "remediate",
  severity: "high",
  framework: cisAzure("9.3.6"),
  tags: ["CKV_AZURE_44", "CKV_AZURE_3", "MCSB DP-3"],
  remedy: 'Set minimumTlsVersion: "TLS1_2" and enableHttpsTrafficOnly: true.',
  reads: parameters.pick({}),
  types: [STORAGE_ACCOUNT],
  resource: (account) => unmet(account, WANTED),
  repairs: (account) => settled(account, WANTED),
});
