package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of points, some of them missing, with sixteen bytes per point. */
final class Points {

    private final double[] latitudes;

    private final double[] longitudes;

    Points(List<? extends @Nullable Coordinates> points) {
        latitudes = points.stream().mapToDouble(point -> point == null ? Double.NaN : point.latitude()).toArray();
        longitudes = points.stream().mapToDouble(point -> point == null ? Double.NaN : point.longitude()).toArray();
    }

    @Nullable
    Coordinates get(int index) {
        double latitude = latitudes[index];
        return Double.isNaN(latitude) ? null : new Coordinates(latitude, longitudes[index]);
    }

}
