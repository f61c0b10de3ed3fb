package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins the directories of a set: a folder that goes on in the next cabinet becomes one, a file
 * that is listed in each cabinet that it touches becomes one. A cabinet alone is a set of one.
 */
final class SetJoin {
  // As many as one cabinet can have; MS-CAB has no bound for a set, memory has.
  private static final int MAX_FILES = 65535;

  private final List<List<FolderPart>> folders = new ArrayList<>();
  private final List<CabinetFile> files = new ArrayList<>();
  private final EntryNames names = new EntryNames();
  private Map<String, CabinetFile> leaving = new HashMap<>();

  private SetJoin() {}

  static CabinetContents of(List<Volume> volumes) throws MalformedPackageException {
    SetJoin join = new SetJoin();
    for (Volume volume : volumes) {
      join.add(volume);
    }
    if (!join.leaving.isEmpty()) {
      throw misfit("a file goes on in another cabinet, and there is none");
    }
    join.names.require();
    return new CabinetContents(join.folders, join.files);
  }

  private void add(Volume volume) throws MalformedPackageException {
    List<CabinetFile> listed = volume.directory().files();
    boolean goesOn = listed.stream().anyMatch(SetFile::cameIn);
    if (goesOn == leaving.isEmpty()) {
      throw misfit("the files that go on from one cabinet to the next are not the same in both");
    }
    int first = goesOn ? folders.size() - 1 : folders.size();
    addFolders(volume, goesOn);
    Map<String, CabinetFile> out = new HashMap<>();
    for (CabinetFile file : listed) {
      CabinetFile joined = SetFile.cameIn(file) ? known(file) : fresh(file, first);
      if (SetFile.goesOut(file)) {
        requireLast(joined);
        out.put(EntryNames.key(file.name()), joined);
      }
    }
    leaving = out;
  }

  private void addFolders(Volume volume, boolean goesOn) throws MalformedPackageException {
    boolean join = goesOn;
    for (CFFolder folder : volume.directory().folders()) {
      if (join) {
        List<FolderPart> parts = folders.get(folders.size() - 1);
        if (parts.get(0).folder().typeCompress() != folder.typeCompress()) {
          throw misfit("a folder goes on with another compression in the next cabinet");
        }
        parts.add(new FolderPart(volume, folder));
      } else {
        folders.add(new ArrayList<>(List.of(new FolderPart(volume, folder))));
      }
      join = false;
    }
  }

  private CabinetFile fresh(CabinetFile file, int first) throws MalformedPackageException {
    if (files.size() == MAX_FILES) {
      throw misfit("the set has more than " + MAX_FILES + " files");
    }
    int folder = SetFile.goesOn(file) ? folders.size() - 1 : first + file.folder();
    CabinetFile joined = file.inFolder(folder);
    names.add(file.name());
    files.add(joined);
    return joined;
  }

  /** The file of the cabinet before that goes on in this one. */
  private CabinetFile known(CabinetFile file) throws MalformedPackageException {
    CabinetFile begun = leaving.get(EntryNames.key(file.name()));
    if (begun == null || begun.size() != file.size() || begun.offset() != file.offset()) {
      throw misfit("a file goes on from a cabinet that has no such file");
    }
    return begun;
  }

  /** Only the last folder of a cabinet can go on; one that came in must be the only one here. */
  private void requireLast(CabinetFile file) throws MalformedPackageException {
    if (file.folder() != folders.size() - 1) {
      throw misfit("a file goes on over a folder that ends");
    }
  }

  private static MalformedPackageException misfit(String message) {
    return CabinetFault.SET_DOES_NOT_FIT.exception(message);
  }
}
