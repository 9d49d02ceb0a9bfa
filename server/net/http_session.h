// One HTTP connection: reads requests under limits, hands them to a Handler, writes the answers; an upgrade of
// /ws/<event> leaves HTTP and becomes a connection (connection.h). A request that names an event of another shard takes
// its connection there, head and all, before anything is answered; the limits of its address were asked by then. While
// an answer is made, it is watched whether the other side closes (Request::gone).
//
// Refused besides what Beast's parser refuses: Transfer-Encoding, a Host that is missing, repeated or odd, repeated
// Content-Length, a body where none belongs, anything sent along with an upgrade before it was answered.
#pragma once

#include "server/net/request.h"
#include "server/net/shard.h"

namespace convene::net {

/// `sockets`: whether /ws/<event> may be upgraded here (not on the admin port).
void start_http_session(Shard& shard, Handler& handler, bool sockets, Socket socket, Address peer,
                        Addresses::Place place);

/// Status line and header of an answer, with the headers that protect a page. `host` was checked.
std::string head_of(const Answer& answer, std::string_view host, bool keep_alive);

/// Whether the server was told to answer to this name (a Host header): without a list, to any. Ports do not matter.
bool answers_to(const Config& config, std::string_view host);

/// Why a web page of this origin may not open a WebSocket here; empty: it may. O(configured origins).
std::string_view origin_fault(const Config& config, std::string_view origin, bool has_origin, std::string_view host);

}  // namespace convene::net
