package dev.elch.auth.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,   10.255.255.255, true",
        "10.0.0.0/8,   11.0.0.0,       false",
        "192.0.2.128/25, 192.0.2.200,  true",
        "192.0.2.128/25, 192.0.2.127,  false",
        "203.0.113.7,  203.0.113.7,    true",
        "203.0.113.7,  203.0.113.8,    false",
        "0.0.0.0/0,    8.8.8.8,        true",
        "fd00::/8,     fd12::1,        true",
        "fd00::/8,     fe80::1,        false",
        "10.0.0.0/8,   ::1,            false",
    })
    void contains_what_shares_its_prefix(String range, String address, boolean isIn) {
        assertThat(AddressRange.valueOf(range).contains(AddressRange.parse(address)))
                .isEqualTo(isIn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.org", "", "cafe", "10.0.0.0/8/8"})
    void refuses_what_is_no_range_and_asks_no_name_server(String text) {
        assertThatThrownBy(() -> AddressRange.valueOf(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
