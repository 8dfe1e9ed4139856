import { wantedAuditLog } from "./audit-log";
import type { Cluster } from "./cluster";
import { wantedDataStreams } from "./data-streams";
import { wantedIndices } from "./indices";
import { wantedPolicies } from "./policies";
import type { SetUp } from "./request";
import { noOwnIndices, wantedIamRoles } from "./role-mappings";
import { wantedRoles } from "./roles";
import { wantedRepository } from "./snapshot-repository";
import { wantedTemplates } from "./templates";
import { wantedUsers, type SearchUser } from "./users";
import { makeAll, type Made } from "./wanted";

/** The cluster as those see it who set it up. */
export interface SeenCluster {
  /** As the master user does. */
  readonly cluster: Cluster;
  /** As the function's own IAM role does. */
  readonly signed: Cluster;
  readonly signsIn: (user: SearchUser) => Promise<boolean>;
}

/**
 * Makes a cluster what the request says. Only differences are written: a second time changes nothing.
 * @throws at the first thing that the cluster refuses, with its name and the cluster's own words
 */
export function setUp(
  request: SetUp,
  users: readonly SearchUser[],
  { cluster, signed, signsIn }: SeenCluster,
): Promise<Made> {
  const { snapshots } = request;
  // A user's roles are there before the user, templates before what is made by them.
  return makeAll([
    ...wantedIamRoles(cluster, request.iamRoles),
    noOwnIndices(cluster),
    ...wantedRoles(cluster, request.roles),
    ...wantedUsers(cluster, users, signsIn),
    ...wantedPolicies(cluster, request.policies),
    ...wantedTemplates(cluster, request.templates),
    ...wantedDataStreams(cluster, request.dataStreams),
    ...wantedIndices(cluster, request.indices),
    wantedAuditLog(cluster),
    ...(snapshots ? [wantedRepository(cluster, signed, snapshots)] : []),
  ]);
}
