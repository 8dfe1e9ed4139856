import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Writes DataVault's key store from a secret into the task's volume, once it is sure that it is the right one: what it
 * encrypts with another can never be read again. Ends with 1, one line, and nothing written when it is not.
 */
public final class WriteKeyStore {
  public static void main(String[] args) {
    try {
      byte[] file = decoded(needed("KEYSTORE_BASE64"));
      refuseOther(file, needed("KEYSTORE_SHA1"));
      List<String> names = List.of(needed("VAULT_DATAENCRYPTIONKEYNAME"), needed("VAULT_PRIVATEKEYENCRYPTIONKEYNAME"));
      refuseWithoutKeys(file, needed("KEYSTORE_PASSWORD").toCharArray(), names);
      Path target = Path.of(needed("KEYSTORE_PATH"));
      write(file, target);
      System.out.println("key-store: wrote " + target + ", with the keys " + String.join(" and ", names));
    } catch (Refusal refusal) {
      System.err.println("key-store: " + refusal.getMessage());
      System.exit(1);
    }
  }

  private static String needed(String name) throws Refusal {
    String value = System.getenv(name);
    if (value == null || value.isBlank())
      throw new Refusal(name + " is empty: fill the secret, or set the variable (images/datavault/README.md)");
    return value.strip();
  }

  private static byte[] decoded(String text) throws Refusal {
    try {
      return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    } catch (IllegalArgumentException notBase64) {
      throw new Refusal("KEYSTORE_BASE64 is no Base64: store the file as text, by base64 datavault.jceks");
    }
  }

  private static void refuseOther(byte[] file, String wanted) throws Refusal {
    String found = HexFormat.of().formatHex(digest(file));
    if (!found.equals(wanted.toLowerCase(Locale.ROOT)))
      throw new Refusal("the key store's SHA-1 is " + found + ", and KEYSTORE_SHA1 says " + wanted
          + ": never start with another key store than the one by which the archive was written");
  }

  private static byte[] digest(byte[] file) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(file);
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException(never);
    }
  }

  private static void refuseWithoutKeys(byte[] file, char[] password, List<String> names) throws Refusal {
    try {
      KeyStore store = KeyStore.getInstance("JCEKS");
      store.load(new ByteArrayInputStream(file), password);
      for (String name : names) {
        var key = store.getKey(name, password);
        if (key == null) throw new Refusal("the key store has no key called " + name);
        if (!key.getAlgorithm().equals("AES"))
          throw new Refusal("the key " + name + " is for " + key.getAlgorithm() + ", not for AES");
      }
    } catch (IOException | GeneralSecurityException fault) {
      throw new Refusal("the key store does not open with KEYSTORE_PASSWORD, or is no JCEKS: " + fault.getMessage());
    }
  }

  /** Whole or not at all: nobody sees half of it. */
  private static void write(byte[] file, Path target) throws Refusal {
    Path folder = target.toAbsolutePath().getParent();
    try {
      Path unfinished = Files.createTempFile(folder, "key-store", null);
      Files.write(unfinished, file);
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("r--r-----"));
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException fault) {
      throw new Refusal(folder + " cannot be written to: mount a volume there that user 10001 may write to (" + fault + ")");
    }
  }

  /** Why there is no key store, and what to do. */
  private static final class Refusal extends Exception {
    Refusal(String message) {
      super(message);
    }
  }
}
