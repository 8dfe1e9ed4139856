/** What an alarm's description says, in the parts that `components/alerts/alarm-text.ts` made it of. */
export interface Description {
  readonly says: string;
  readonly whatToDo?: string;
  readonly service?: { readonly name: string; readonly does: string };
  readonly log?: { readonly group: string; readonly pattern?: string };
}

const SERVICE = /^(.*?) - (.*)$/s;

/** Reads a description. One that somebody wrote by hand says all that it says in its first part. */
export function described(text: string): Description {
  const lines = text.split("\n");
  const labelled = (label: string): string | undefined =>
    lines.find((line) => line.startsWith(label))?.slice(label.length);
  const says = lines.filter((line) => !Object.values(labels).some((label) => line.startsWith(label)));
  const whatToDo = labelled(labels.whatToDo);
  const [, name, does] = SERVICE.exec(labelled(labels.service) ?? "") ?? [];
  const group = labelled(labels.logGroup);
  const pattern = labelled(labels.logPattern);
  return {
    says: says.join("\n").trim(),
    ...(whatToDo === undefined ? {} : { whatToDo }),
    ...(name === undefined || does === undefined ? {} : { service: { name, does } }),
    ...(group === undefined ? {} : { log: { group, ...(pattern === undefined ? {} : { pattern }) } }),
  };
}

/** The labels of components/alerts/alarm-text.ts: a test holds the two together. */
const labels = {
  service: "Service: ",
  whatToDo: "What to do: ",
  logGroup: "Log group: ",
  logPattern: "Log lines: ",
} as const;
