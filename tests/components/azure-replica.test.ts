import * as assert from "node:assert/strict";
import { hasUnknown } from "../../rehearsal/clouds/properties";
import type { Graph } from "../graph/graph";
import { ISSUER, makeReplica, ROLE, SUBSCRIPTION, TENANT } from "./azure-copy";

const GROUP = "azure-native:resources:ResourceGroup";
const ACCOUNT = "azure-native:storage:StorageAccount";
const ASSIGNMENT = "azure-native:authorization:RoleAssignment";
const CONTAINER_ID = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-archive-pre/providers/Microsoft.Storage/storageAccounts/archivepre/blobServices/default/containers/replica`;

describe("AzureReplica", () => {
  let graph: Graph;
  before(async () => {
    graph = await makeReplica();
  });
  const inputs = (type: string, name: string) => graph.one(`azure-native:${type}`, name).inputs;
  const idOf = (type: string, name: string) => graph.one(`azure-native:${type}`, name).id;

  it("has an account that opens to no key, no person's password and no address but the NAT gateways'", () => {
    const { encryption: _key, identity: _identity, ...account } = inputs("storage:StorageAccount", "replica");
    assert.deepEqual(account, {
      accountName: "archivepre",
      resourceGroupName: "rg-archive-pre",
      location: "westeurope",
      kind: "StorageV2",
      sku: { name: "Standard_GRS" },
      accessTier: "Cool",
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      allowCrossTenantReplication: false,
      isSftpEnabled: false,
      isLocalUserEnabled: false,
      publicNetworkAccess: "Enabled",
      networkRuleSet: {
        defaultAction: "Deny",
        bypass: "AzureServices",
        ipRules: ["52.1.0.1", "52.1.0.2", "52.1.0.3"].map((iPAddressOrRange) => ({
          action: "Allow",
          iPAddressOrRange,
        })),
        virtualNetworkRules: [],
      },
      tags: { environment: "pre", "archive:role": "offsite" },
    });
  });

  it("encrypts twice: with Azure's key, and with its own from a vault that nobody can purge", () => {
    const identity = idOf("managedidentity:UserAssignedIdentity", "replica-encryption");
    const { encryption } = inputs("storage:StorageAccount", "replica");
    assert.deepEqual(encryption, {
      keySource: "Microsoft.Keyvault",
      requireInfrastructureEncryption: true,
      encryptionIdentity: { encryptionUserAssignedIdentity: identity },
      keyVaultProperties: { keyVaultUri: "https://archivepre-keys.vault.azure.net/", keyName: "archivepre" },
    });
    assert.deepEqual(inputs("keyvault:Vault", "replica-vault")["properties"], {
      tenantId: TENANT,
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      enablePurgeProtection: true,
      softDeleteRetentionInDays: 90,
      networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
      // The SDK's own.
      enabledForDeployment: false,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: false,
      publicNetworkAccess: "enabled",
    });
    assert.deepEqual(inputs("keyvault:Key", "replica-key")["properties"], {
      kty: "RSA",
      keySize: 4096,
      rotationPolicy: {
        lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }],
      },
    });
  });

  it("keeps versions, and what was deleted for 90 days", () => {
    const {
      accountName: _account,
      resourceGroupName: _group,
      ...service
    } = inputs("storage:BlobServiceProperties", "replica-blobs");
    assert.deepEqual(service, {
      blobServicesName: "default",
      isVersioningEnabled: true,
      deleteRetentionPolicy: { enabled: true, days: 90, allowPermanentDelete: false },
      containerDeleteRetentionPolicy: { enabled: true, days: 90 },
      changeFeed: { enabled: true },
    });
  });

  it("keeps every blob by a policy and a legal hold of a private container", () => {
    const place = { accountName: "archivepre", resourceGroupName: "rg-archive-pre" };
    const inContainer = { ...place, containerName: "replica" };
    assert.deepEqual(inputs("storage:BlobContainer", "replica-container"), {
      ...inContainer,
      publicAccess: "None",
    });
    assert.deepEqual(inputs("storage:BlobContainerImmutabilityPolicy", "replica-immutability"), {
      ...inContainer,
      immutabilityPolicyName: "default",
      immutabilityPeriodSinceCreationInDays: 90,
      allowProtectedAppendWrites: false,
      allowProtectedAppendWritesAll: false,
    });
    assert.deepEqual(inputs("storage:BlobContainerLegalHold", "replica-legal-hold"), {
      ...inContainer,
      tags: ["storageservice"],
      allowProtectedAppendWritesAll: false,
    });
  });

  it("does one thing with blobs by itself: after 30 days they go to the archive tier", () => {
    assert.deepEqual(inputs("storage:ManagementPolicy", "replica-tiers")["policy"], {
      rules: [
        {
          name: "TierToArchive",
          type: "Lifecycle",
          enabled: true,
          definition: {
            filters: { blobTypes: ["blockBlob"], prefixMatch: ["replica/"] },
            actions: { baseBlob: { tierToArchive: { daysAfterModificationGreaterThan: 30 } } },
          },
        },
      ],
    });
  });

  it("locks the account and the key vault against deletion", () => {
    const scopes = graph
      .of("azure-native:authorization:ManagementLockByScope")
      .map(({ inputs: { scope, level } }) => `${String(level)} ${String(scope)}`);
    const lasting = [idOf("keyvault:Vault", "replica-vault"), idOf("storage:StorageAccount", "replica")];
    assert.deepEqual(new Set(scopes), new Set(lasting.map((id) => `CanNotDelete ${id}`)));
  });

  it("protects and retains all but the identities that delegate access, which can be made anew", () => {
    const rebuilt = graph.custom.filter(({ protect, retainOnDelete }) => !protect || !retainOnDelete);
    assert.deepEqual(rebuilt.map(({ name }) => name).toSorted(), [
      "replica-read-only",
      "replica-read-only-blobs",
      "replica-read-only-delegates",
      "replica-read-only-trust",
      "replica-read-write",
      "replica-read-write-blobs",
      "replica-read-write-delegates",
      "replica-read-write-trust",
      "replica-writer",
    ]);
  });

  it("trusts just the one AWS role to act for the two identities", () => {
    for (const access of ["read-only", "read-write"])
      assert.deepEqual(inputs("managedidentity:FederatedIdentityCredential", `replica-${access}-trust`), {
        federatedIdentityCredentialResourceName: "aws-role",
        resourceName: `archivepre-${access}-sas`,
        resourceGroupName: "rg-archive-pre",
        issuer: ISSUER,
        subject: ROLE,
        audiences: ["api://AzureADTokenExchange"],
      });
  });

  it("lets one identity read and the other write too, in the container alone; neither may delete", () => {
    const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
    assert.deepEqual(inputs("authorization:RoleDefinition", "replica-writer")["permissions"], [
      { actions: [], notActions: [], dataActions: [`${blobs}/read`, `${blobs}/write`], notDataActions: [] },
    ]);
    const builtIn = (guid: string) =>
      `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
    const assigned = (name: string) => {
      const { scope, roleDefinitionId, principalType } = graph.one(ASSIGNMENT, name).inputs;
      return [scope, roleDefinitionId, principalType];
    };
    const [reader, delegator] = [
      builtIn("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
      builtIn("db58b8e5-c6ad-4a2a-8342-4190687cbf4a"),
    ];
    const writer = idOf("authorization:RoleDefinition", "replica-writer");
    const account = graph.one(ACCOUNT, "replica").id;
    assert.deepEqual(assigned("replica-read-only-blobs"), [CONTAINER_ID, reader, "ServicePrincipal"]);
    assert.deepEqual(assigned("replica-read-write-blobs"), [CONTAINER_ID, writer, "ServicePrincipal"]);
    for (const access of ["read-only", "read-write"])
      assert.deepEqual(assigned(`replica-${access}-delegates`), [account, delegator, "ServicePrincipal"]);
    assert.equal(graph.of(ASSIGNMENT).length, 5);
  });

  it("gives its names and the identities' clients, and no secret", () => {
    const client = (access: string) =>
      graph.one("azure-native:managedidentity:UserAssignedIdentity", `replica-${access}`).outputs["clientId"];
    assert.deepEqual(graph.outputs, {
      accountName: "archivepre",
      containerName: "replica",
      clientIds: { readOnly: client("read-only"), readWrite: client("read-write") },
      immutability: "Unlocked",
    });
    assert.deepEqual(graph.secretOutputNames, []);
    assert.deepEqual(
      graph.resources.flatMap(({ secretInputs }) => secretInputs),
      [],
    );
  });

  it("knows in a preview all that the policy pack reads", async () => {
    const preview = await makeReplica({}, true);
    const account = preview.one(ACCOUNT, "replica").inputs;
    for (const property of ["sku", "networkRuleSet", "allowSharedKeyAccess", "tags", "location"])
      assert.equal(hasUnknown(account[property]), false, property);
    const policy = preview.one(
      "azure-native:storage:BlobContainerImmutabilityPolicy",
      "replica-immutability",
    ).inputs;
    assert.equal(policy["immutabilityPeriodSinceCreationInDays"], 90);
  });

  it("goes to its subscription with the rights of whoever deploys: the provider holds no credentials", () => {
    const { inputs } = graph.one("pulumi:providers:azure-native", "azure");
    assert.deepEqual(inputs, { subscriptionId: SUBSCRIPTION, tenantId: TENANT, environment: "public" });
  });

  it("is in a resource group of its own", () => {
    assert.deepEqual(graph.one(GROUP, "replica-group").inputs, {
      resourceGroupName: "rg-archive-pre",
      location: "westeurope",
      tags: { environment: "pre" },
    });
  });
});
