package dev.updatecenter.capability.authenticode.revocation.http;

import dev.updatecenter.capability.authenticode.revocation.MalformedRevocationException;
import dev.updatecenter.capability.authenticode.revocation.OcspCheck;
import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import dev.updatecenter.capability.authenticode.revocation.RevocationListReader;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Revocation lists from configured addresses. One that was kept is used without asking for four
 * hours, and while the address does not answer; it is kept once an authority proved to have signed
 * it, so that nobody on the line can put a worse one in the place of a good one.
 */
public final class FetchedLists {
  private static final Duration USED_UNASKED = Duration.ofHours(4);

  private final RevocationFolder folder;
  private final Optional<RevocationFetch> fetch;
  private final Instant now;
  private final Map<RevocationList, String> unproven = new ConcurrentHashMap<>();

  /**
   * Joins the parts.
   *
   * @param fetch who asks; empty to use what is kept and ask nobody
   * @param now when
   */
  public FetchedLists(RevocationFolder folder, Optional<RevocationFetch> fetch, Instant now) {
    this.folder = folder;
    this.fetch = fetch;
    this.now = now;
  }

  /**
   * What an address gave.
   *
   * @param list fresh or kept; empty when there is none
   * @param fault why it is not a fresh one; empty when nothing went wrong
   */
  public record Got(Optional<RevocationList> list, Optional<Finding> fault) {}

  private record Kept(RevocationList list, Instant fetchedAt) {}

  /** Gets the list of an address. */
  public Got get(URI address) {
    String name = RevocationFolder.listName(address);
    Optional<Kept> kept = kept(name);
    if (fetch.isEmpty() || kept.filter(this::isFresh).isPresent()) {
      return new Got(kept.map(Kept::list), Optional.empty());
    }
    try {
      RevocationList list = only(fetch.get().get(address));
      if (kept.isPresent() && isOlder(list, kept.get().list())) {
        return fallBack(address, kept, "it gives an older list than it gave before");
      }
      unproven.put(list, name);
      return new Got(Optional.of(list), Optional.empty());
    } catch (IOException | MalformedRevocationException e) {
      return fallBack(address, kept, String.valueOf(e.getMessage()));
    }
  }

  /** Keeps a list that its issuer proved to have signed. */
  public void proven(RevocationList list) {
    String name = unproven.remove(list);
    if (name != null) {
      try {
        folder.keep(name, list.content(), now);
      } catch (IOException e) {
        // What cannot be kept is fetched again the next time: nothing but time is lost.
        unproven.remove(list);
      }
    }
  }

  private boolean isFresh(Kept kept) {
    boolean recent =
        !kept.fetchedAt().isAfter(now.plus(OcspCheck.SKEW))
            && now.isBefore(kept.fetchedAt().plus(USED_UNASKED));
    return recent && now.isBefore(kept.list().nextUpdate());
  }

  private static boolean isOlder(RevocationList list, RevocationList than) {
    return list.issuer().equals(than.issuer()) && list.thisUpdate().isBefore(than.thisUpdate());
  }

  /** A kept list that can no longer be read is none: the next one takes its place. */
  private Optional<Kept> kept(String name) {
    try {
      Optional<RevocationFolder.Kept> file = folder.find(name, RevocationListReader.MOST_BYTES);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      RevocationList list = only(RevocationListReader.read(file.get().file()));
      return Optional.of(new Kept(list, file.get().fetchedAt()));
    } catch (IOException | MalformedRevocationException e) {
      return Optional.empty();
    }
  }

  private static RevocationList only(byte[] bytes) throws MalformedRevocationException {
    return only(RevocationListReader.read(bytes));
  }

  private static RevocationList only(List<RevocationList> lists)
      throws MalformedRevocationException {
    if (lists.size() != 1) {
      throw new MalformedRevocationException("it holds " + lists.size() + " lists, not one");
    }
    return lists.get(0);
  }

  private Got fallBack(URI address, Optional<Kept> kept, String why) {
    String what = "The revocation list of " + address + " cannot be had";
    if (kept.isEmpty()) {
      return new Got(
          Optional.empty(),
          Optional.of(
              Finding.warning("UC4071", address.toString(), what + ", and none is kept")
                  .because(why)
                  .fixedBy("Check the address in trust.crls, and the way to it.")));
    }
    Instant until = kept.get().list().nextUpdate();
    return new Got(
        Optional.of(kept.get().list()),
        Optional.of(
            Finding.warning(
                    "UC4070",
                    address.toString(),
                    what
                        + "; the kept one, "
                        + (until.isBefore(now) ? "over since " : "good until ")
                        + until
                        + ", is used")
                .because(why)
                .fixedBy("Check the address in trust.crls, and the way to it.")));
  }
}
