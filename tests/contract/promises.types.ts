/*
 * What must not compile, on either side of a contract. `npm run types` checks it: a line that is expected to fail and
 * does not is an error of its own. Nothing here is ever run.
 */
import type * as pulumi from "@pulumi/pulumi";
import { archive, kept } from "./archive-contract";

export function published(): void {
  archive.publish(kept);
  const { lockDays, ...others } = kept;
  // @ts-expect-error a promise is missing
  archive.publish(others);
  // @ts-expect-error a promise too many
  archive.publish({ ...kept, nobodyAsked: true });
  // @ts-expect-error a misspelt promise
  archive.publish({ ...others, lockdays: lockDays });
  // @ts-expect-error a value of the wrong type
  archive.publish({ ...kept, lockDays: "180" });
  // @ts-expect-error a part of a promise is missing
  archive.publish({ ...kept, vault: { name: "archive-vault-pre" } });
  // @ts-expect-error a part of a promise is misspelt
  archive.publish({ ...kept, vault: { name: "archive-vault-pre", Arn: "arn:aws:s3:::archive-vault-pre" } });
  // @ts-expect-error a list of the wrong things
  archive.publish({ ...kept, subnetIds: [1, 2] });
}

/** Any part of a value may still be an output. */
export function publishedOutputs(name: pulumi.Output<string>, days: pulumi.Output<number>): void {
  archive.publish({ ...kept, vault: { name, arn: name }, subnetIds: [name, "subnet-2"], lockDays: days });
  // @ts-expect-error an output of the wrong type
  archive.publish({ ...kept, lockDays: name });
}

export function received(): void {
  const base = archive.receive();
  const name: pulumi.Output<string> = base.vault.name;
  const days: pulumi.Output<number> = base.lockDays;
  // @ts-expect-error a misspelt promise
  void base.lockdays;
  // @ts-expect-error a part that was not promised
  void base.vault.id;
  // @ts-expect-error a promise taken for another type
  const text: pulumi.Output<string> = base.lockDays;
  void [name, days, text];
}
