package dev.updatecenter.capability.authenticode.timestamp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user and a password (RFC 7617). Does not tell the password, whoever prints it. */
public final class AuthorityLogin {
  private final String user;
  private final String password;

  /**
   * A login.
   *
   * @throws IllegalArgumentException for a user with a colon in it
   */
  public AuthorityLogin(String user, String password) {
    // RFC 7617 2: the first colon ends the user.
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("a user's name holds no colon");
    }
    this.user = user;
    this.password = password;
  }

  /** The value of the Authorization header. */
  String header() {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public String toString() {
    return "user " + user;
  }
}
