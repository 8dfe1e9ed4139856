import * as pulumi from "@pulumi/pulumi";
import { SearchDomain, type SearchDomainArgs } from "../../components/search/search-domain";
import { SearchGround } from "../../components/search/search-ground";
import type { SearchNodes } from "../../components/search/search-nodes";
import type { Graph } from "../graph/graph";
import { ACCOUNT, REGION, runComponent, type Ground } from "./ground";

export const DOMAIN = "aws:opensearch/domain:Domain";
export const NAME = "strongroom-pro-reporting";
export const ARN = `arn:aws:es:${REGION}:${ACCOUNT}:domain/${NAME}`;

/** Nodes of the one stage, and of the other. */
export const large: SearchNodes = {
  dataType: "r7g.large.search",
  volumeGiB: 100,
  managerType: "m7g.large.search",
};
export const small: SearchNodes = {
  dataType: "t3.medium.search",
  volumeGiB: 20,
  managerType: "t3.small.search",
};

/** A domain on the ground of the tests, with what the account needs for it. */
export function searchDomain(
  { keyArn, vpcId, subnetIds, alarmTopicArn }: Ground,
  others: Partial<SearchDomainArgs>,
  opts: pulumi.ComponentResourceOptions,
): SearchDomain {
  return new SearchDomain(
    "reporting",
    {
      ground: new SearchGround("ground", opts),
      domainName: NAME,
      nodes: large,
      region: pulumi.output(REGION),
      accountId: pulumi.output(ACCOUNT),
      vpcId,
      subnetIds,
      keyArn,
      secretsKeyArn: keyArn,
      masterSecretsPrefix: "strongroom/pro/search/reporting",
      logsKeyArn: keyArn,
      logDays: 365,
      alarmTopicArn,
      ...others,
    },
    opts,
  );
}

/** Makes it alone; the outputs are the ground's and its own. */
export const makeDomain = (others: Partial<SearchDomainArgs> = {}, preview = false): Promise<Graph> =>
  runComponent((ground, opts) => {
    const made = searchDomain(ground, others, opts);
    const { domainName, endpoint, arn, plainArn, clientGroupId, master, replicaCount } = made;
    return { ...ground, domainName, endpoint, arn, plainArn, clientGroupId, master, replicaCount };
  }, preview);
