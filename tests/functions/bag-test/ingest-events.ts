import type { Standing } from "./local-storage-service";

/** The events of a whole ingest as the pipeline writes them (storage-service.md 4.4), with the seconds after it began. */
export const wholeIngest: Standing["events"] = [
  [61, "Unpacking started"],
  [64.2, "Unpacking succeeded - Unpacked 1 KB from 6 files"],
  [120, "Detecting bag root started"],
  [121, "Detecting bag root succeeded"],
  [180, "Verification (pre-replicating to archive storage) started"],
  [182.5, "Verification (pre-replicating to archive storage) succeeded"],
  [240, "Assigning bag version started"],
  [240.4, "Assigning bag version succeeded - assigned bag version v5"],
  [300, "Replicating to primary location started"],
  [301, "Replicating to Azure started"],
  [305, "Replicating to primary location succeeded"],
  [309, "Replicating to Azure succeeded"],
  [360, "Verification (primary location) started"],
  [361, "Verification (Azure) started"],
  [363, "Verification (primary location) succeeded"],
  [420, "Aggregating replicas succeeded - 1 of 2 replicas complete"],
  [425, "Verification (Azure) succeeded"],
  [430, "Aggregating replicas succeeded - all replicas complete"],
  [490, "Register started"],
  [499.6, "Register succeeded (completed)"],
];

/** The beginning of it, until the first event that holds a text. */
export function untilEvent(text: string): Standing["events"] {
  const position = wholeIngest.findIndex(([, description]) => description.includes(text));
  return wholeIngest.slice(0, position + 1);
}
