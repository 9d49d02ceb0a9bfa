// The operator's port: health, readiness, figures. Loopback unless told otherwise; names nobody.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "server/net/request.h"
#include "server/net/routes.h"

namespace convene::net {

/// Each tells its answer on the same thread, later: every shard has a say in it.
struct AdminParts {
  using Tell = std::function<void(std::string)>;
  std::function<void(Tell)> alive;      // anything, once every loop has turned
  std::function<void(Tell)> not_ready;  // why, or empty
  std::function<void(Tell)> metrics;    // in Prometheus' text form
};

class Admin final : public Handler {
 public:
  explicit Admin(AdminParts parts) : parts_(std::move(parts)) {}
  void handle(std::shared_ptr<const Request> request, Respond respond) override;
  std::size_t body_limit(const Request&) const override { return 0; }
  static std::span<const Route> routes();

 private:
  AdminParts parts_;
};

}  // namespace convene::net
