import * as pulumi from "@pulumi/pulumi";

/** What an alarm tells whoever has to mend it: in the console, in an e-mail, and in Slack. */
export interface AlarmText {
  /** What happened, in one sentence: `A message of storage-prod_notifier was given up after 3 tries`. */
  readonly says: pulumi.Input<string>;
  /** What to do first. */
  readonly whatToDo: pulumi.Input<string>;
  /** Service at which it happened, by the name under which its logs are found, and what it does. */
  readonly service?: { readonly name: pulumi.Input<string>; readonly does: string };
  /** CloudWatch log group with the lines that explain it, and what such a line holds [AWS: filter pattern syntax]. */
  readonly log?: { readonly group: pulumi.Input<string>; readonly pattern?: string };
}

/** Labels of a description's lines; `functions/slack-alarm` reads them again, and a test holds the two together. */
export const alarmLabels = {
  service: "Service: ",
  whatToDo: "What to do: ",
  logGroup: "Log group: ",
  logPattern: "Log lines: ",
} as const;

/** Between the name of a service and what it does. */
export const SERVICE_DASH = " - ";

/** An alarm's description: a line for what happened, and a labelled one for each of the rest. CloudWatch takes 1,024 characters. */
export function alarmDescription({ says, whatToDo, service, log }: AlarmText): pulumi.Output<string> {
  const lines: pulumi.Input<string>[] = [says, pulumi.interpolate`${alarmLabels.whatToDo}${whatToDo}`];
  if (service)
    lines.push(pulumi.interpolate`${alarmLabels.service}${service.name}${SERVICE_DASH}${service.does}`);
  if (log) lines.push(pulumi.interpolate`${alarmLabels.logGroup}${log.group}`);
  if (log?.pattern !== undefined) lines.push(`${alarmLabels.logPattern}${log.pattern}`);
  return pulumi.all(lines).apply((known) => known.join("\n"));
}
