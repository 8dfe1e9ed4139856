-- A broker that finds no store makes two, of Tivoli and of Oracle, and every deposit goes to each: ours is there before it.
-- Its properties are an empty java.util.HashMap, serialized: bucket and region are the broker's to tell (S3_BUCKETNAME, S3_REGION).
INSERT INTO ArchiveStores (id, label, properties, retrieveEnabled, storageClass)
SELECT '5e1c9a52-7d0b-4f0e-9c37-2f4d1b6a8c10', 'Archive (S3)',
  X'ACED0005737200116A6176612E7574696C2E486173684D61700507DAC1C31660D103000246000A6C6F6164466163746F724900097468726573686F6C6478703F400000000000007708000000100000000078',
  1, 'org.datavaultplatform.common.storage.impl.S3Cloud'
FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM ArchiveStores);
