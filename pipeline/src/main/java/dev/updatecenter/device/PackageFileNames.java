package dev.updatecenter.device;

import dev.updatecenter.stage.offer.OfferPackage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names for the packages of a release in one folder: their own, unless two are equal to a file
 * system that ignores case, or one is that of the list.
 */
final class PackageFileNames {
  private static final int MAX = 128;

  private PackageFileNames() {}

  /** A name for each package, in their order. */
  static List<String> of(List<OfferPackage> packages) {
    Set<String> taken = new HashSet<>(Set.of(PackageFolder.LIST));
    List<String> names = new ArrayList<>();
    for (OfferPackage p : packages) {
      String own = p.target().substring(p.target().lastIndexOf('/') + 1);
      // Only an equal package can take the longer name, too: the same bytes.
      names.add(taken.add(own.toLowerCase(Locale.ROOT)) ? own : longer(p, own));
    }
    return names;
  }

  private static String longer(OfferPackage p, String own) {
    String prefix = p.sha256().prefix() + ".";
    int left = MAX - prefix.length();
    return prefix + (own.length() > left ? own.substring(own.length() - left) : own);
  }
}
