import * as pulumi from "@pulumi/pulumi";
import { clientGroupIds, clientGroups, clientsFault } from "../network/client-groups";

export interface FileSystemGroupsArgs {
  /** What file systems that share them are called together, for descriptions. */
  readonly filesName: string;
  readonly vpcId: pulumi.Input<string>;
  /** Who may mount, in one word each: `broker`, `worker`; at least one. */
  readonly clients: readonly string[];
}

/** NFS's, on which EFS answers. */
const NFS_PORT = 2049;

/** The security groups of file systems that the same tasks mount: a task may be in five groups at most, and needs one here. */
export class FileSystemGroups extends pulumi.ComponentResource {
  /** For the file systems' mount targets. */
  readonly securityGroupId: pulumi.Output<string>;
  /** By client, as in `clients`: whoever is in it may reach them. */
  readonly clientGroupIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: FileSystemGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:file-system:FileSystemGroups", name, {}, opts);
    const fault = clientsFault(args.clients);
    if (fault !== undefined) throw new pulumi.ResourceError(fault, this);
    const groups = clientGroups(
      name,
      {
        calledName: args.filesName,
        vpcId: args.vpcId,
        ports: Object.fromEntries(args.clients.map((client) => [client, NFS_PORT])),
      },
      { parent: this },
    );
    this.securityGroupId = groups.called.id;
    this.clientGroupIds = clientGroupIds(groups);
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }
}
