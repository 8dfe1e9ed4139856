import type { NamedJob } from "./workflow-files";

/** What GitHub's token says of a job, and AWS compares. */
export interface Claims {
  /** Claim `sub` of a job in an environment. */
  readonly subject: string;
  /** Claim `job_workflow_ref` of a job of main. */
  readonly workflow: string;
}

/**
 * The claims of a job in an environment, whatever started it [GitHub: OpenID Connect reference].
 * @param like a workflow of the same repository, `OWNER/REPOSITORY/.github/workflows/…`
 * @param stage what the job's inputs say, where it is in the environment of a stage that it is given
 */
export function claimsOf({ file, environment = "" }: NamedJob, like: string, stage = ""): Claims {
  const [repository = ""] = like.split("/.github/");
  return {
    subject: `repo:${repository}:environment:${environment.replace("${{ inputs.stage }}", stage)}`,
    workflow: `${repository}/.github/workflows/${file}@refs/heads/main`,
  };
}
