import * as backup from "@pulumi/aws/backup";
import * as pulumi from "@pulumi/pulumi";

/**
 * What AWS Backup may back up in a region: all that it knows, by its own names (those of the provider's tests of 7.48). A
 * plan that selects by tags passes over what is off, and says nothing. On is what the estate has or is going to have.
 */
const types: Readonly<Record<string, boolean>> = {
  Aurora: true,
  CloudFormation: false,
  DocumentDB: false,
  DSQL: false,
  DynamoDB: true,
  EBS: false,
  EC2: false,
  EFS: true,
  FSx: false,
  Neptune: false,
  RDS: true,
  Redshift: false,
  "Redshift Serverless": false,
  S3: true,
  "SAP HANA on Amazon EC2": false,
  "Storage Gateway": false,
  Timestream: false,
  VirtualMachine: false,
};

/** Of which AWS Backup keeps backups itself: in the vault's own key, copied to other accounts, and locked with the vault. */
const keptByItself: Readonly<Record<string, boolean>> = { DynamoDB: true, EFS: true };

/** Switches AWS Backup on, in one region, for the kinds of things that the estate keeps data in. */
export class BackedUpTypes extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("strongroom:backup:BackedUpTypes", name, {}, opts);
    new backup.RegionSettings(
      `${name}-types`,
      { resourceTypeOptInPreference: types, resourceTypeManagementPreference: keptByItself },
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.registerOutputs({});
  }
}
