package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.Set;

/**
 * Somebody who may act on a product, as policy.yaml lists them.
 *
 * @param name unique in a policy
 * @param keys ids of the public keys that prove that it is them, as TUF 4.2 computes a key id
 * @param roles what they may do
 */
public record Person(String name, Set<ContentDigest> keys, Set<Role> roles) {
  /** Copies. */
  public Person {
    keys = Set.copyOf(keys);
    roles = Set.copyOf(roles);
  }

  /** What somebody may do; the words of the portal. */
  public enum Role {
    /** Hands submissions in. */
    SUBMITTER("Submitter"),
    /** Starts flights, pauses and halts them. */
    FLIGHTER("Flighter"),
    /** Answers for what others did. */
    APPROVER("Approver"),
    /** Looks. */
    VIEWER("Viewer");

    private final String wireName;

    Role(String wireName) {
      this.wireName = wireName;
    }

    /** The word in policy.yaml. */
    public String wireName() {
      return wireName;
    }

    /**
     * Parses the word in policy.yaml.
     *
     * @throws IllegalArgumentException for any other
     */
    public static Role parse(String word) {
      for (Role role : values()) {
        if (role.wireName.equals(word)) {
          return role;
        }
      }
      throw new IllegalArgumentException("no role: " + word);
    }
  }
}
