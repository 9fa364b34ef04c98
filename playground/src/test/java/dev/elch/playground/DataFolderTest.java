package dev.elch.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path place;

    @Test
    void keeps_its_content_for_the_next_start() throws IOException {
        try (DataFolder data = DataFolder.open(place.resolve("data"), false)) {
            Files.writeString(data.part("kept"), "x");
        }

        try (DataFolder data = DataFolder.open(place.resolve("data"), false)) {
            assertThat(data.part("kept")).hasContent("x");
        }
    }

    @Test
    void forgets_its_content_when_asked() throws IOException {
        try (DataFolder data = DataFolder.open(place.resolve("data"), false)) {
            Files.createDirectories(data.part("a/b"));
            Files.writeString(data.part("a/b/c"), "x");
        }

        try (DataFolder data = DataFolder.open(place.resolve("data"), true)) {
            assertThat(data.part("a")).doesNotExist();
        }
        DataFolder.open(place.resolve("data"), true).close();
    }

    @Test
    void is_closed_to_the_other_users_of_the_machine() throws IOException {
        Path folder = Files.createDirectories(place.resolve("data"));
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "files have no owners here");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        DataFolder.open(folder, false).close();

        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void does_not_follow_a_link_out_of_itself_when_it_is_emptied() throws IOException {
        Files.writeString(place.resolve("precious"), "x");
        try (DataFolder data = DataFolder.open(place.resolve("data"), false)) {
            Files.createSymbolicLink(data.part("link"), place);
        }

        DataFolder.open(place.resolve("data"), true).close();

        assertThat(place.resolve("precious")).exists();
    }

    @Test
    void touches_no_folder_that_is_not_its_own() throws IOException {
        Files.writeString(place.resolve("precious"), "x");

        assertThatThrownBy(() -> DataFolder.open(place, true))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("is not empty and not ours");
        assertThat(place.resolve("precious")).exists();
    }

    @Test
    void belongs_to_one_playground_at_a_time() {
        try (DataFolder data = DataFolder.open(place.resolve("data"), false)) {
            assertThatThrownBy(() -> DataFolder.open(data.path(), false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Elch is running already");
        }
    }
}
