# What a machine that runs an event needs: the binary, the client it serves, the unit that starts it, the example event.
include(GNUInstallDirs)

if(TARGET convene)
  install(TARGETS convene RUNTIME)
endif()
# Built by npm before `cmake --install` (./dev build does both); its absence fails the installation, not the build.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/web-client/dist/ DESTINATION ${CMAKE_INSTALL_DATADIR}/convene/web-client)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/examples/ DESTINATION ${CMAKE_INSTALL_DATADIR}/convene/examples)
install(FILES ${PROJECT_SOURCE_DIR}/deploy/convene.service DESTINATION lib/systemd/system)
