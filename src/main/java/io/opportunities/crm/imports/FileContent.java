package io.opportunities.crm.imports;

import io.opportunities.common.Sha256;
import io.opportunities.crm.imports.file.FileFormat;
import io.opportunities.crm.imports.file.FormatFinder;
import io.opportunities.crm.imports.mapping.ColumnSample;
import io.opportunities.crm.imports.mapping.Mapping;
import io.opportunities.crm.imports.mapping.MappingProposal;
import io.opportunities.crm.imports.mapping.Profile;
import io.opportunities.crm.imports.upload.UploadedFile;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the service has found in an uploaded file.
 *
 * @param columns as its first rows show them
 */
record FileContent(long fileId, long size, FileFormat format, Profile profile, List<ColumnSample> columns) {

    /** @throws io.opportunities.web.error.ApiException with all violations, also if the file has no header */
    static FileContent of(@Nullable UploadedFile file, UploadQuery sent, Violations violations) {
        violations.rejectIfAny();
        if (file != null) {
            FormatFinder finder = new FormatFinder(file.head(), file.isWhole(), file.encoding(sent.charset()), Profile::knows);
            Optional<FileFormat> found = file.json() ? Optional.of(finder.json()) : finder.table();
            if (found.filter(format -> !format.columns().isEmpty()).isPresent()) {
                FileFormat format = found.get();
                return new FileContent(file.id(), file.size(), format, Profile.recognised(format.columns()),
                        ColumnSample.of(format.columns(), finder.rows(format)));
            }
        }
        violations.add("", Code.REQUIRED, "the file must begin with a row that names the columns, or be JSON objects, one a line,"
                + " as application/x-ndjson; there is none");
        violations.rejectIfAny();
        throw new IllegalStateException("violations are rejected");
    }

    /** @param customKeys of the properties of opportunities */
    Mapping proposal(Collection<String> customKeys) {
        return new MappingProposal(profile, customKeys.stream().collect(Collectors.toMap(Function.identity(), Function.identity())))
                .of(columns);
    }

    byte[] shape() {
        return shape(format);
    }

    /** Returns what files of one shape share: the digest of their columns. */
    static byte[] shape(FileFormat format) {
        return Sha256.of(String.join("\n", format.columns()));
    }
}
